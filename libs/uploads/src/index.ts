export { packZip } from './pack-zip';
export { type UnpackLimits, type UnpackResult, type UnpackRefusal, unpackZip } from './unpack-zip';
export { writeZip, type ZipEntry } from './write-zip';
