import { handleUpload } from '@/server/bulk-operations/handle-upload'

export { handleUpload as POST }
