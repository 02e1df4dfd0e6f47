/** Wakes one waiter. A ring that nobody waits for is kept, so that news between two looks is not missed. */
export class Bell {
  private isRung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.isRung = true;
    this.wake?.();
  }

  async rung(): Promise<void> {
    if (!this.isRung) await new Promise<void>((resolve) => (this.wake = resolve));
    this.isRung = false;
    this.wake = null;
  }
}
