/** Makes requests out of the api's own OpenAPI document: nearly right ones, and ones that are wrong in every way we know. */
import type { Random } from './random';
import type { RawRequest } from './raw-http';
import { ODD_STRINGS, oddValue, valueFor, type Schema } from './values';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface Known {
  /** Values for path parameters that exist. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Headers of people who may enter. */
  readonly credentials: readonly (readonly [string, string])[];
}

type Header = readonly [string, string];
interface Body {
  readonly type: string | null;
  readonly bytes: Buffer;
  readonly headers?: readonly Header[];
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=no-such',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary=""',
  'multipart/mixed; boundary=x',
  'text/plain',
  'application/octet-stream',
  '*/*',
  ';;;',
  '',
];
const RAW_PARTS = [
  '%',
  '%00',
  '%ff',
  '%c0%af',
  '%2e%2e%2f',
  '..%5c..%5c',
  '%u0041',
  '//',
  ';a=b',
  '%ed%a0%80',
  '~',
];
const ENCODINGS = ['gzip', 'br', 'deflate', 'identity', 'no-such', 'gzip, gzip'];

export class RequestMaker {
  private readonly operations: readonly { method: string; path: string; operation: Operation }[];

  constructor(
    document: OpenApiDocument,
    private readonly known: Known,
    private readonly random: Random,
  ) {
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    );
  }

  next(): RawRequest {
    const { random } = this;
    const { method, path, operation } = random.pick(this.operations);
    const body = this.body(operation);
    const length: Header[] = body.bytes.length > 0 ? [['Content-Length', String(body.bytes.length)]] : [];
    const sent = random.chance(0.05) ? random.pick(METHODS) : method.toUpperCase();
    // Who signs out is nobody for the rest of the run.
    const signsOut = sent === 'DELETE' && path.startsWith('/api/session');
    return {
      method: sent,
      target: this.target(path, operation),
      headers: [
        ...(signsOut ? [] : this.credential()),
        ...this.headers(operation),
        ...(body.type === null ? [] : [['Content-Type', body.type] as const]),
        ...(body.headers ?? []),
        ...length,
      ],
      body: body.bytes,
    };
  }

  private target(path: string, operation: Operation): string {
    const { random } = this;
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => {
      if (random.chance(0.1)) return random.pick(RAW_PARTS);
      const known = this.known.parameters[name];
      return percentEncoded(known && random.chance(0.75) ? random.pick(known) : random.pick(ODD_STRINGS));
    });
    const query = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'query' && random.chance(0.7))
      .map(({ name }) => this.queryPart(name));
    if (random.chance(0.05)) query.push(this.queryPart(percentEncoded(random.pick(ODD_STRINGS))));
    return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
  }

  private queryPart(name: string): string {
    const { random } = this;
    const value = random.chance(0.2) ? random.pick(RAW_PARTS) : percentEncoded(random.pick(ODD_STRINGS));
    return random.pick([
      `${name}=${value}`,
      `${name}[]=${value}`,
      `${name}[a][b]=${value}`,
      `${name}=1&${name}=2`,
    ]);
  }

  private credential(): readonly Header[] {
    const { random } = this;
    if (random.chance(0.7)) return [random.pick(this.known.credentials)];
    const odd = this.headerText();
    return random.pick<readonly Header[]>([
      [],
      [['Cookie', `assay_session=${odd}`]],
      [['Cookie', `assay_session=j:${JSON.stringify({ a: 1 })}; assay_session=%ff; ${odd}`]],
      [['Cookie', odd]],
      [['Authorization', `Bearer ${odd}`]],
      [['Authorization', odd]],
      [['Authorization', 'Basic YTpi']],
    ]);
  }

  private headers(operation: Operation): readonly Header[] {
    const { random } = this;
    const own = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'header' && random.chance(0.7))
      .map(({ name }): Header => [name, random.chance(0.2) ? '2' : this.headerText()]);
    if (random.chance(0.1))
      own.push(['Origin', random.pick(['null', 'https://evil.example', this.headerText()])]);
    if (random.chance(0.05)) own.push(['Sec-Fetch-Site', random.pick(['cross-site', 'same-origin', 'x'])]);
    if (random.chance(0.05)) own.push(['X-Request-Id', this.headerText()]);
    if (random.chance(0.05)) own.push(['Accept', this.headerText()]);
    if (random.chance(0.05)) own.push(['Range', 'bytes=0-0,-1,5-2']);
    if (random.chance(0.05)) own.push(['If-None-Match', '*']);
    return own;
  }

  /** Most odd strings can stand in a header; line ends would only make another header. */
  private headerText(): string {
    return this.random.pick(ODD_STRINGS).replace(/[\r\n]/g, ' ');
  }

  private body(operation: Operation): Body {
    const { random } = this;
    const declared = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
    if (!declared) return random.chance(0.9) ? { type: null, bytes: Buffer.alloc(0) } : this.brokenBody();
    if (random.chance(0.2)) return this.brokenBody();
    if (random.chance(0.2)) return this.form();
    const value = valueFor(declared, random, random.pick([0, 0.05, 0.3]));
    return { type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) };
  }

  private brokenBody(): Body {
    const { random } = this;
    const type = random.pick(TYPES);
    const text = (body: string): Body => ({ type: 'application/json', bytes: Buffer.from(body) });
    return random.pick<() => Body>([
      () => text('{'),
      () => text('{"answers":{"c":"[[1]]"},"answers":{"c":1}}'),
      () => text('{"__proto__":{"answers":{}},"constructor":{"prototype":{}}}'),
      () => text(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
      () => text(`{"answers":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`),
      () => text('{"expiresInDays":1e999,"name":"x"}'),
      () => text(`{"expiresInDays":${'9'.repeat(5_000)},"name":"x"}`),
      () => text('{"email":"a@b.example","password":"\\ud800\\u0000"}'),
      () => text('"just text"'),
      () => text(`"${'z'.repeat(700_000)}"`),
      () => ({
        type: 'application/json',
        bytes: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      }),
      () => ({ type: 'application/json', bytes: Buffer.from('\ufeff{}') }),
      () => ({ type, bytes: Buffer.from(JSON.stringify(oddValue(random))) }),
      () => ({ type, bytes: Buffer.from('answers[c]=1&answers[__proto__]=2&a=%ff') }),
      () => ({
        type: 'application/json',
        bytes: Buffer.from('{}'),
        headers: [['Content-Encoding', random.pick(ENCODINGS)]],
      }),
    ])();
  }

  /** A form with answers and files, sound or not. */
  private form(): Body {
    const { random } = this;
    const quoted = (text: string) => text.replace(/[\r\n"]/g, '_');
    const name = quoted(random.pick(['c', 'file', '__proto__', 'c[d]', ...ODD_STRINGS]));
    const file = quoted(random.pick(['main.c', 'work.zip', '../main.c', ...ODD_STRINGS]));
    const content = random.pick(['int main(void) { return 0; }', 'PK\u0003\u0004', ...ODD_STRINGS]);
    const disposition = random.pick([
      `form-data; name="${name}"`,
      `form-data; name="${name}"; filename="${file}"`,
      `form-data; name="${name}"; filename*=UTF-8''%ff%00`,
      `form-data; name*=UTF-8''${percentEncoded(name)}`,
      'form-data',
      'attachment',
      '',
    ]);
    const part = `Content-Disposition: ${disposition}\r\n\r\n${content}`;
    const parts = Array.from({ length: random.pick([0, 1, 1, 2, 100]) }, () => part);
    const end = random.pick(['\r\n--x--\r\n', '\r\n--x--\r\n', '\r\n--x', '']);
    const body = parts.map((each) => `--x\r\n${each}`).join('\r\n') + end;
    return { type: 'multipart/form-data; boundary=x', bytes: Buffer.from(body, 'utf8') };
  }
}

/** Percent-encodes the bytes of the text; unlike encodeURIComponent it takes lone surrogates. */
function percentEncoded(text: string): string {
  const safe = /[\w.~-]/;
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return byte < 128 && safe.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}
