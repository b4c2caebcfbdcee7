import { library } from "@zarrkit/tsup";

// On Node each file of a first read costs half a millisecond.
export default library({ together: ["store"] });
