export interface ReferenceOptions {
  /**
   * Places besides its own that a document may point into: the beginnings of URLs, cut where a name ends. "https://h/data"
   * is that folder, "s3://b" a whole bucket, "s3:" every bucket. Its own place is the origin or bucket that it lies in, of
   * a file its folder.
   */
  readonly allow?: readonly string[];
  /**
   * References that one document may generate, or that are kept in memory of a Parquet directory. Default 1,000,000;
   * beyond is `limit-exceeded`.
   */
  readonly references?: number;
}
