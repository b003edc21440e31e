import { spawn } from "node:child_process";
import { findOnPath } from "./findOnPath.ts";

/** Opens the address when Enter is pressed, where somebody sits there and a browser can be opened. */
export function offerBrowser(url: string): void {
  const opener = browserOpener();
  if (!opener || !process.stdin.isTTY) return;
  console.log("Press Enter to open it in your browser.");
  process.stdin.on("data", () => {
    spawn(opener, [url], { stdio: "ignore", detached: true }).on("error", () => {
      console.log(`${opener} could not open the address; copy it into a browser.`);
    });
  });
  // Reading must not be what keeps this process alive.
  process.stdin.unref();
}

function browserOpener(): string | undefined {
  if (process.platform === "darwin") return "open";
  const hasDisplay = process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  return hasDisplay ? findOnPath("xdg-open", "wslview") : findOnPath("wslview");
}
