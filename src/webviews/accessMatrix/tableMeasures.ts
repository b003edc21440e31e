/** How large the parts of the table are, in pixels. */
export interface TableMeasures {
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly headerWidth: number;
  readonly columnWidth: number;
  /** Whether there is room for words in the cells; otherwise letters, below names that stand upright. */
  readonly isRoomy: boolean;
}

export interface MeasureParts {
  /** Of the part of the page that the table may fill. */
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly columns: number;
  readonly isComparing: boolean;
  /** The length of the longest name of a caller that is shown. */
  readonly longestName: number;
}

/** From what the page has room for. */
export function measureTable(parts: MeasureParts): TableMeasures {
  const { width, height, fontSize, columns, isComparing, longestName } = parts;
  const em = (count: number): number => Math.round(count * fontSize);
  const headerWidth = Math.max(em(11.5), Math.min(em(30), Math.round(width * 0.42)));
  const roomy = isComparing ? em(12) : em(7.4);
  const isRoomy = columns * roomy <= width - headerWidth;
  const upright = em(1.5) + Math.round(longestName * fontSize * 0.56);
  return {
    rowHeight: em(1.85),
    headerHeight: isRoomy
      ? em(3.6)
      : Math.max(em(5), Math.min(em(14), upright, Math.round(height * 0.36))),
    headerWidth,
    // What is left over is shared, up to a width that the eye still follows.
    columnWidth: isRoomy
      ? Math.min(em(16), Math.max(roomy, Math.floor((width - headerWidth) / Math.max(1, columns))))
      : em(isComparing ? 4.6 : 3.3),
    isRoomy,
  };
}
