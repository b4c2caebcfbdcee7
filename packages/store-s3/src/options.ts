export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined;
  /** When they end, as a date or in milliseconds since 1970; fresh ones are asked for shortly before. */
  readonly expires?: Date | number | undefined;
}

export interface S3Options {
  /**
   * Absent: requests are anonymous. A function is asked again when what it gave has expired, or was refused as expired;
   * `undefined` from it means anonymous.
   */
  readonly credentials?:
    | S3Credentials
    | ((about: { readonly scheme: "s3" | "gs"; readonly bucket: string }) => Promise<S3Credentials | undefined>);
  /** Default: found out from the first answer; "auto" at Google. */
  readonly region?: string;
  /** Of MinIO, R2, Ceph and others: "https://minio.example.org:9000". Default: AWS for `s3:`, Google for `gs:`. */
  readonly endpoint?: string | URL;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. Default: at other endpoints, and for buckets with dots. */
  readonly pathStyle?: boolean;
  /**
   * What AccessDenied means. A bucket whose listing is hidden answers it for keys that are not there. "auto" (default): the
   * key is missing if another key of this store has been read and still can be at this moment; else it is `access-denied`.
   */
  readonly forbidden?: "auto" | "missing" | "error";
  /**
   * What the server keeps of `If-None-Match` and `If-Match` on writes; an older one may ignore them, and an update would be
   * lost. Default "version", at Google, whose S3 interface has no such thing, "none".
   */
  readonly conditionalWrites?: "none" | "create" | "version";
  /**
   * Whether ETags are read, and sent where a version is asked for. Default: not in a page, where few buckets show them
   * (CORS: ExposeHeaders).
   */
  readonly versions?: boolean;
  /** Whether `bytes=-N` is asked. Default: not in a page, where it would need a preflight. */
  readonly suffixRanges?: boolean;
  /** Takes the place of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds without an answer or a further byte of it, after which an attempt is given up. Default 60,000. */
  readonly timeout?: number;
  /** Further attempts after network errors, SlowDown and other errors that pass. Default 4. */
  readonly retries?: number;
  /** Milliseconds: the n-th retry waits up to this times 2^(n - 1), at random, or what `Retry-After` says. Default 250. */
  readonly retryDelay?: number;
  /** Requests under way at once. Default 32. */
  readonly concurrency?: number;
  /** Bytes; larger values are written in parts of this size (multipart upload). AWS takes no less than 5 MiB. Default 16 MiB. */
  readonly partSize?: number;
}
