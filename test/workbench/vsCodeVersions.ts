/** A VS Code that the extension is tested in. code-server 4.x.y holds VS Code 1.x.y. */
export interface VsCodeVersion {
  readonly name: "latest" | "minimum";
  readonly vsCode: string;
  readonly codeServer: string;
  /** The Node that its code-server demands. */
  readonly nodeMajor: number;
  /** What an installation costs, for the sentence said before it. */
  readonly cost: string;
}

export const latest: VsCodeVersion = {
  name: "latest",
  vsCode: "1.139.1",
  codeServer: "4.139.1",
  nodeMajor: 24,
  cost: "about 230 MB to download, 780 MB on disk",
};

/** The oldest that `engines.vscode` in package.json promises. */
export const minimum: VsCodeVersion = {
  name: "minimum",
  vsCode: "1.100.3",
  codeServer: "4.100.3",
  nodeMajor: 20,
  cost: "about 80 MB to download, 300 MB on disk",
};
