import { leastOf, limitOf, putFour, putOne, takeFour, takeOne } from "./integers";

/**
 * Float32 to integers of that type (see integers.ts): (x − offset) · scale, computed in float32 and rounded half to even.
 * Answers −1 where a number does not fit.
 */
export function scaleFloats(source: usize, length: usize, destination: usize, capacity: usize, type: i32, scale: f64, offset: f64): i32 {
  const by = scale as f32;
  const minus = offset as f32;
  const least = leastOf(type) as f32;
  const limit = limitOf(type) as f32;
  const count = length >> 2;
  let fit = i32x4.splat(-1);
  let i: usize = 0;
  for (; i + 4 <= count; i += 4) {
    const scaled = f32x4.mul(f32x4.sub(v128.load(source + 4 * i), f32x4.splat(minus)), f32x4.splat(by));
    const rounded = f32x4.nearest(scaled);
    fit = v128.and(fit, v128.and(f32x4.ge(rounded, f32x4.splat(least)), f32x4.lt(rounded, f32x4.splat(limit))));
    putFour(destination, i, i32x4.trunc_sat_f32x4_s(rounded), type);
  }
  for (; i < count; i++) {
    const rounded = nearest<f32>((load<f32>(source + 4 * i) - minus) * by);
    if (!(rounded >= least && rounded < limit)) return -1;
    putOne(destination, i, rounded as i32, type);
  }
  return v128.all_true<i32>(fit) ? capacity as i32 : -1;
}

/** The reverse, computed in float64: x / scale + offset. Answers −1 where a number becomes infinite. */
export function unscaleFloats(source: usize, length: usize, destination: usize, capacity: usize, type: i32, scale: f64, offset: f64): i32 {
  const by = f64x2.splat(scale);
  const plus = f64x2.splat(offset);
  const count = capacity >> 2;
  let fit = i32x4.splat(-1);
  let i: usize = 0;
  for (; i + 4 <= count; i += 4) {
    const four = takeFour(source, i, type);
    const first = f64x2.add(f64x2.div(f64x2.convert_low_i32x4_s(four), by), plus);
    const second = f64x2.add(f64x2.div(f64x2.convert_low_i32x4_s(v128.shuffle<u64>(four, four, 1, 1)), by), plus);
    const floats = v128.shuffle<u64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
    fit = v128.and(fit, f32x4.lt(f32x4.abs(floats), f32x4.splat(Infinity)));
    v128.store(destination + 4 * i, floats);
  }
  for (; i < count; i++) {
    const value = ((takeOne(source, i, type) as f64) / scale + offset) as f32;
    if (!(abs<f32>(value) < Infinity)) return -1;
    store<f32>(destination + 4 * i, value);
  }
  return v128.all_true<i32>(fit) ? capacity as i32 : -1;
}
