/** Reads a stream of chunks by count; what was read too far can be given back. */
export class ByteReader {
  private pending: Buffer[] = [];
  private readonly source: AsyncIterator<Uint8Array, unknown>;
  /** Bytes taken so far, those given back not counted. */
  consumed = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next bytes, as many as there are at hand but at most `most`; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    const chunk = this.pending.shift() ?? (await this.pull());
    if (chunk === undefined) return undefined;
    if (chunk.length > most) this.pending.unshift(chunk.subarray(most));
    const taken = chunk.subarray(0, most);
    this.consumed += taken.length;
    return taken;
  }

  /** Exactly `count` bytes; undefined if the stream ends before. */
  async exactly(count: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0;) {
      const part = await this.some(left);
      if (part === undefined) return undefined;
      parts.push(part);
      left -= part.length;
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  giveBack(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.pending.unshift(bytes);
    this.consumed -= bytes.length;
  }

  /** Stops the source. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  private async pull(): Promise<Buffer | undefined> {
    for (;;) {
      const next = await this.source.next();
      if (next.done === true) return undefined;
      const { buffer, byteOffset, byteLength } = next.value;
      if (byteLength > 0) return Buffer.from(buffer, byteOffset, byteLength);
    }
  }
}
