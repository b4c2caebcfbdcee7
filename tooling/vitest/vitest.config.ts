import { tests } from "./tests.mjs";

export default tests();
