const documents = /[\\/](zarr\.json|\.z(?:array|group|attrs|metadata))$/;
const insideArchive = /^(.*\.(?:zip|ozx))[\\/](.+)$/i;
const references = /\.(json|parq|parquet)$/i;
const otherFormats = /\.(nc4?|h5|hdf5?|grib2?|tiff?)$/i;

/** What was probably meant by a URL below which there is no node; `undefined` where it looks like one. */
export function adviceFor(url: string): string | undefined {
  const [, document] = documents.exec(url) ?? [];
  if (document) return `Leave "${document}" out: a node is opened by the folder that its document lies in.`;
  if (url.includes("|")) return undefined;
  const [, archive, inner] = insideArchive.exec(url) ?? [];
  if (archive) return `To look into the archive, write "${archive}|zip:${inner}".`;
  if (references.test(url)) return 'A document of references is looked into with "|reference:" behind it.';
  if (!otherFormats.test(url)) return undefined;
  return 'That looks like a file of another format: it is read through a document of references (kerchunk, VirtualiZarr), "refs.json|reference:".';
}
