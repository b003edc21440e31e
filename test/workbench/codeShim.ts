import { installVsCodeServer } from "./installVsCodeServer.ts";
import { messageOf } from "./messageOf.ts";
import { runInHost } from "./runInHost.ts";
import { latest, minimum } from "./vsCodeVersions.ts";

/**
 * Stands in for the program `code` of a desktop VS Code, so that @vscode/test-electron can start a
 * code-server as it would start a desktop one. What a desktop has and a server has not, such as
 * --no-sandbox, means nothing here.
 */
const valuesOf = (flag: string) =>
  process.argv
    .filter((argument) => argument.startsWith(`--${flag}=`))
    .map((argument) => argument.slice(flag.length + 3));

const [testsPath] = valuesOf("extensionTestsPath");
if (!testsPath) throw new Error("Only a test run can be started here: give --extensionTestsPath.");

try {
  const version = process.env["VSCODE_TEST_VERSION"] === "minimum" ? minimum : latest;
  const succeeded = await runInHost({
    program: await installVsCodeServer(version),
    extensions: valuesOf("extensionDevelopmentPath"),
    testsPath,
    folder: process.argv.slice(2).find((argument) => !argument.startsWith("-")),
    print: (text) => process.stdout.write(`${text}\n`),
  });
  process.exit(succeeded ? 0 : 1);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
