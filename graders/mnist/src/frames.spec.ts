import { type Frame, FrameReader, parseFrame } from './frames';

const read = (...chunks: (string | Uint8Array)[]) => {
  const frames: Frame[] = [];
  const reader = new FrameReader((frame) => frames.push(frame));
  for (const chunk of chunks) reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return { frames, strays: reader.strays.lines };
};

describe('FrameReader', () => {
  it('puts frames together from any pieces', () => {
    const text = '{"t":"end"}\n{"t":"violation","api":"Tensor.backward","line":3}\n';
    for (let size = 1; size <= text.length; size++) {
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(read(...chunks).frames.map(({ t }) => t)).toEqual(['end', 'violation']);
    }
  });

  it('counts what is no frame, and goes on', () => {
    const { frames, strays } = read(
      'hello\n',
      Buffer.from([0xff, 0x0a]),
      '{"t":"grade","points":100}\n',
      '{"t":"end"}\n',
    );
    expect(frames).toEqual([{ t: 'end' }]);
    expect(strays).toBe(3);
  });

  it('keeps nothing of an endless line', () => {
    const piece = Buffer.alloc(1 << 20, 'x');
    const { frames, strays } = read(...Array.from({ length: 70 }, () => piece), '\n{"t":"end"}\n');
    expect(frames).toEqual([{ t: 'end' }]);
    expect(strays).toBe(1);
  });

  it('forgets a line without an end', () => expect(read('{"t":"end"}').frames).toEqual([]));
});

describe('parseFrame', () => {
  it('reads NaN and infinity as text, since JSON has none', () => {
    const frame = parseFrame('{"t":"progress","epoch":1,"loss":"nan","rows":0}');
    expect(frame).toMatchObject({ t: 'progress', loss: NaN });
  });

  it.each([
    '{"t":"progress","epoch":1,"loss":NaN,"rows":0}',
    '{"t":"progress","epoch":1,"rows":0}',
    '{"t":"progress","epoch":1,"loss":"high","rows":0}',
    '{"t":"final","W1":1,"W2":2,"calls":1,"rows":-5,"wrapped":true}',
    '{"t":"audit","call":1,"rows":1,"Y":[10],"loss":1}',
    '[]',
    'null',
    '"end"',
  ])('refuses %s', (text) => expect(parseFrame(text)).toBeNull());
});
