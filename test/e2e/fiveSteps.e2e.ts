import { walkFiveSteps } from "./support/fiveSteps.ts";
import { startPractice } from "./support/startPractice.ts";

/** On the practice server, over REST-Enabled SQL. */
walkFiveSteps({
  pictures: "five-steps",
  forReadme: true,
  connect: async (page) => await startPractice(page, { schema: "not secured", release: "25.4.0" }),
});
