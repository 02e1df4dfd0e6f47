import { type Cipher, createCipheriv, createHash } from 'node:crypto';

const BLOCK = Buffer.alloc(16 * 1024);

/**
 * Random numbers from a secret seed: the key stream of AES-256-CTR under SHA-256 of seed and purpose. Two purposes of one
 * seed are independent, and a student who sees some numbers can't tell the next.
 */
export class SeededRandom {
  private readonly stream: Cipher;
  private block = Buffer.alloc(0);
  private offset = 0;

  constructor(seed: string, purpose: string) {
    const key = createHash('sha256').update(`${seed}\0${purpose}`).digest();
    this.stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  }

  /** An integer in [0, 2³²). */
  uint32(): number {
    if (this.offset === this.block.length) {
      this.block = this.stream.update(BLOCK);
      this.offset = 0;
    }
    this.offset += 4;
    return this.block.readUInt32LE(this.offset - 4);
  }

  /** In [0, 1). */
  uniform(): number {
    return this.uint32() / 2 ** 32;
  }

  /** In [0, below). */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}
