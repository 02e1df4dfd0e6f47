export * from './find-similar';
export * from './request';
