import { library } from "@zarrkit/tsup";

export default library({
  together: [
    ...["open/open", "node/get", "registry/registry"],
    // Exported and needed by lazy modules too: in files of their own, bundlers would fetch each with every page.
    ...["dtype/time-unit", "indexing/selection", "node/zarr-group"],
  ],
});
