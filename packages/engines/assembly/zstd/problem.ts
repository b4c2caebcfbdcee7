/**
 * What a decoder of zstd answers instead of a length. One list for the engine and the plain decoder, so that both give one
 * reason; the numbers are private between them and `src/zstd-problem.ts`.
 */
export const destinationFull = -1;
export const truncated = -2;
export const noFrame = -3;
export const reservedBit = -4;
export const windowTooLong = -5;
export const dictionaryNeeded = -6;
export const otherSize = -7;
export const otherChecksum = -8;
export const reservedBlock = -9;
export const blockTooLong = -10;
export const badLiteralsHeader = -11;
export const badHuffmanTree = -12;
export const noHuffmanTree = -13;
export const badHuffmanStream = -14;
export const badSequencesHeader = -15;
export const badSequenceTable = -16;
export const noSequenceTable = -17;
export const badSequenceStream = -18;
export const tooFewLiterals = -19;
export const badOffset = -20;
