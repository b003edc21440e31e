import {
  CancellationError,
  l10n,
  Position,
  Range,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPickItem,
  type Uri,
} from "vscode";
import type { FileProblem } from "../../domain/json/fileProblem.ts";
import { savedRequestsFile, type SavedRequest } from "../../features/requestPanel/savedRequest.ts";
import { shownAddress } from "../../features/requestPanel/shownAddress.ts";
import type { SavedRequestsOf } from "./savedRequestFiles.ts";

/**
 * Lets the person choose a saved request; undefined when they were led to a line of its file instead. Throws
 * `CancellationError`.
 */
export async function chooseSavedRequest(
  found: readonly SavedRequestsOf[],
): Promise<SavedRequest | undefined> {
  const pick = window.createQuickPick<Item>();
  pick.title = l10n.t("Saved requests");
  pick.placeholder = l10n.t("Open a saved request; nothing is sent before you send it");
  pick.matchOnDescription = pick.matchOnDetail = true;
  pick.items = found.flatMap((file) => itemsOf(file, found.length > 1));
  let place: Place | undefined;
  try {
    const chosen = await new Promise<SavedRequest | undefined>((resolve, reject) => {
      pick.onDidTriggerItemButton(({ item }) => {
        place = item.place;
        resolve(undefined);
      });
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (!item) return;
        if (!item.request) place = item.place;
        resolve(item.request);
      });
      pick.onDidHide(() => reject(new CancellationError()));
      pick.show();
    });
    if (chosen) return chosen;
  } finally {
    pick.dispose();
  }
  if (place) await openPlace(place);
  return undefined;
}

interface Item extends QuickPickItem {
  /** Undefined for a mistake in the file. */
  readonly request: SavedRequest | undefined;
  readonly place: Place;
}

interface Place {
  readonly uri: Uri;
  /** From 1. */
  readonly line: number;
}

async function openPlace({ uri, line }: Place): Promise<void> {
  const start = new Position(line - 1, 0);
  await window.showTextDocument(uri, { selection: new Range(start, start) });
}

function itemsOf(file: SavedRequestsOf, isOneOfSeveral: boolean): readonly Item[] {
  const folder = isOneOfSeveral ? file.folder : undefined;
  return [
    ...file.requests.map((request) => toItem(request, file, folder)),
    ...file.problems
      .filter(({ severity }) => severity === "error")
      .map((problem) => toMistake(problem, file, folder)),
  ];
}

function toItem(
  request: SavedRequest,
  { uri, lines }: SavedRequestsOf,
  folder: string | undefined,
): Item {
  const { name, method, connection } = request;
  const facts = [`${method} ${shownAddress(request)}`, connection, folder];
  return {
    label: plain(name),
    // On a line of its own: a long name would hide what the request does.
    detail: plain(facts.filter((text) => text !== undefined).join(" · ")),
    buttons: [openFile()],
    request,
    place: { uri, line: lines.get(name) ?? 1 },
  };
}

function toMistake(
  { line, message }: FileProblem,
  { uri }: SavedRequestsOf,
  folder: string | undefined,
): Item {
  return {
    label: l10n.t("$(error) {0}, line {1}", savedRequestsFile, String(line)),
    ...(folder === undefined ? {} : { description: plain(folder) }),
    detail: plain(message),
    request: undefined,
    place: { uri, line },
  };
}

function openFile(): QuickInputButton {
  return {
    iconPath: new ThemeIcon("go-to-file"),
    tooltip: l10n.t("Open {0} at this request", savedRequestsFile),
  };
}

/**
 * A text of the file in one line, as it stands there: a dollar sign with brackets would be an icon, and marks of
 * direction would show a text otherwise than it is sent.
 */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, " ")
    .replaceAll("$(", "$ (");
}
