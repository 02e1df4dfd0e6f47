import { type ReactElement, useEffect, useRef } from 'react';
import { fromBase64 } from '../bytes';
import type { EvidenceOf } from './evidence';

export function ImageGridEvidence({
  evidence,
}: {
  readonly evidence: EvidenceOf<'image-grid'>;
}): ReactElement {
  const { height, images, width } = evidence;
  return (
    <ul className="image-grid plain-list">
      {images.map(({ caption, pixels }, index) => (
        <li key={index}>
          <figure>
            <GreyImage width={width} height={height} pixels={pixels} />
            <figcaption>{caption}</figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}

interface GreyImageProps {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, base64. */
  readonly pixels: string;
}

function GreyImage({ width, height, pixels }: GreyImageProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    const grey = fromBase64(pixels);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      image.data.fill(grey[pixel] ?? 0, 4 * pixel, 4 * pixel + 3);
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [width, height, pixels]);
  return <canvas ref={canvas} width={width} height={height} aria-hidden />;
}
