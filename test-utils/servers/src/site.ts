import { answerOf, type SiteAnswer, type SiteManners, type SiteRequest } from "./engine.js";
import type { Fault, Rule } from "./fault.js";

/** One request and what came of it. */
export interface Visit {
  readonly method: string;
  readonly key: string;
  readonly query: string;
  /** The Range header, or "". */
  readonly range: string;
  /** The Authorization header, or "". */
  readonly authorization: string;
  /** 0: the connection was broken instead. */
  readonly status: number;
  /** Bytes of the body that were meant to be sent. */
  readonly bytes: number;
}

export interface SiteOptions extends Partial<SiteManners> {
  readonly values?: Iterable<readonly [string, Uint8Array]>;
  readonly rules?: readonly Rule[];
}

/** Values behind a server, its manners and faults, and the log of what was asked. */
export class Site {
  readonly values: Map<string, Uint8Array>;
  rules: Rule[];
  manners: SiteManners;
  log: Visit[] = [];
  #met = new Map<Rule, number>();

  constructor({ values = [], rules = [], missing = 404, cors = "full" }: SiteOptions = {}) {
    this.values = new Map(values);
    this.rules = [...rules];
    this.manners = { missing, cors };
  }

  async respond(request: SiteRequest): Promise<SiteAnswer> {
    const answer = await answerOf(request, this.values.get(request.key), this.manners, this.#faultsFor(request));
    const { method, key, query, headers } = request;
    const { status, body, refused, cut } = answer;
    this.log.push({
      method,
      key,
      query,
      range: headers["range"] ?? "",
      authorization: headers["authorization"] ?? "",
      status: refused ? 0 : status,
      bytes: Math.min(body?.length ?? 0, cut?.after ?? Infinity),
    });
    return answer;
  }

  /** How many requests were alike: `count({ method: "OPTIONS" })`. */
  count(alike: Partial<Visit> = {}): number {
    const wanted = Object.entries(alike);
    return this.log.filter((visit) => wanted.every(([name, value]) => visit[name as keyof Visit] === value)).length;
  }

  #faultsFor({ method, key, headers }: SiteRequest): Fault[] {
    const faults: Fault[] = [];
    if (method === "OPTIONS") return faults;
    for (const rule of this.rules) {
      if (rule.keys !== undefined && !new RegExp(`^(?:${rule.keys})$`).test(key)) continue;
      if (rule.methods && !rule.methods.includes(method)) continue;
      if (rule.ranged !== undefined && rule.ranged !== "range" in headers) continue;
      if (rule.unless && headers[rule.unless[0]] === rule.unless[1]) continue;
      const { after = 0, times = Infinity } = rule;
      const met = (this.#met.get(rule) ?? 0) + 1;
      this.#met.set(rule, met);
      if (met > after && met <= after + times) faults.push(rule.fault);
    }
    return faults;
  }
}
