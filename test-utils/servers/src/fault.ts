/** One way in which a server is unlike the textbook. All of it is JSON, so that a page can ask for it from elsewhere. */
export type Fault =
  /** Answers this status and nothing of the value. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string }
  /** Knows no ranges: the whole value with 200. */
  | { readonly kind: "ranges ignored" }
  /** Takes `bytes=-N` for something else: refuses it, or answers the first N bytes, or the bytes from N on. */
  | { readonly kind: "suffix misread"; readonly as: "unsatisfiable" | "first bytes" | "from offset" }
  /** Sends a part that is longer or shorter than asked, and says so. */
  | { readonly kind: "part length"; readonly by: number }
  /** Announces another length than it sends. */
  | { readonly kind: "content-length"; readonly by: number }
  /** Says that the part lies elsewhere in the value. */
  | { readonly kind: "content-range"; readonly by: number }
  /** Leaves out headers. */
  | { readonly kind: "hidden"; readonly headers: readonly string[] }
  /** Stops after some bytes of the body: as if it were complete, or by breaking the connection. */
  | { readonly kind: "cut"; readonly after: number; readonly by: "end" | "reset" }
  /** Breaks the connection without an answer. */
  | { readonly kind: "refused" }
  /** Waits before the answer, and between its pieces of 1,000 bytes. */
  | { readonly kind: "slow"; readonly before?: number; readonly between?: number }
  /** A page instead of the value, with 200. */
  | { readonly kind: "page" }
  /** Sends elsewhere: to a key of this site, or to a URL. */
  | { readonly kind: "redirect"; readonly status: 301 | 302 | 303 | 307 | 308; readonly to: string }
  /** Sends the value compressed; a range is then one of the compressed form. */
  | { readonly kind: "encoded" };

/** Where and how often a fault shows. */
export interface Rule {
  readonly fault: Fault;
  /** The whole key as a regular expression. Default: every key. */
  readonly keys?: string;
  readonly methods?: readonly string[];
  /** Only requests with a Range header, or only those without. */
  readonly ranged?: boolean;
  /** Only requests without this header (lower case), or with another value of it. */
  readonly unless?: readonly [header: string, value: string];
  /** Requests that are spared first. Default: none. */
  readonly after?: number;
  /** Requests after which the fault is over. Default: never. */
  readonly times?: number;
}

/** What a server does about pages of other origins: nothing, what simple requests need, or all of it. */
export type Cors = "off" | "simple" | "full";
