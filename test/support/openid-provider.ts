import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ProviderOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Claims of everybody whom the provider knows, by subject. */
  readonly people: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A real OpenID provider, in a process of its own. */
export class ProviderProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(options: ProviderOptions): Promise<ProviderProcess> {
    const script = join(__dirname, 'openid-provider-process.mjs');
    const child = spawn(process.execPath, [script, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new ProviderProcess(child, line.toString().trim());
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

/** Follows redirects like a browser, with one jar of cookies a host, until one leads to `stopAt`; answers that address. */
export async function followUntil(start: string, stopAt: string): Promise<string> {
  const jar = new Map<string, string>();
  let address = start;
  for (let step = 0; step < 10; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${address}: ${String(response.status)} ${await response.text()}`);
    address = new URL(location, address).href;
    if (address.startsWith(stopAt)) return address;
  }
  throw new Error(`still at ${address}`);
}
