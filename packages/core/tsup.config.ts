import { library } from "@zarrkit/tsup";

export default library({ together: ["open/open", "node/get", "registry/registry"] });
