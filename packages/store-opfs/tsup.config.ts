import { library } from "@zarrkit/tsup";

export default library();
