const NEWLINE = 0x0a;

/**
 * Cuts what a harness in the sandbox sends, untrusted bytes in chunks of any size, into frames of one line each. A line that
 * is no frame is counted, not kept; neither is one that does not end within `maxLineBytes`.
 */
export class LineFrameReader<Frame> {
  readonly strays = { lines: 0 };
  private parts: Uint8Array[] = [];
  private length = 0;

  /** @param parse answers null for a line that is no frame */
  constructor(
    private readonly parse: (line: string) => Frame | null,
    private readonly maxLineBytes: number,
    private readonly onFrame: (frame: Frame) => void,
  ) {}

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      this.finishLine();
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  private keep(part: Uint8Array): void {
    this.length += part.length;
    if (this.length > this.maxLineBytes) this.parts = [];
    else if (part.length > 0) this.parts.push(part.slice());
  }

  private finishLine(): void {
    const frame =
      this.length > this.maxLineBytes ? null : this.parse(Buffer.concat(this.parts).toString('utf8'));
    this.parts = [];
    this.length = 0;
    if (frame === null) this.strays.lines++;
    else this.onFrame(frame);
  }
}
