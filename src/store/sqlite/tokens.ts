export * from '../tokens.ts'
