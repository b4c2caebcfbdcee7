/**
 * The mean of ratios: twice as fast here and half as fast there is 1.
 * @param {readonly number[]} ratios
 */
export function geometricMean(ratios) {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}
