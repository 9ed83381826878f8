import { z } from 'zod'

const uploadedSchema = z.object({ id: z.string() })
const refusedSchema = z.object({ message: z.string() })

/**
 * Sends a file as it is; what is not held in memory cannot be too large for it.
 * @param onProgress from 0 to 1
 * @throws Error with a sentence for people
 */
export function uploadFile(file: File, onProgress: (part: number) => void): Promise<{ id: string }> {
  return new Promise((resolve, reject) => {
    // Only this tells how much has been sent.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/uploads?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'text/csv')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onerror = () =>
      reject(new Error('The file could not be sent. Check the connection and try again.'))
    request.onload = () => {
      const answer = parse(request.responseText)
      const uploaded = uploadedSchema.safeParse(answer)
      if (request.status === 201 && uploaded.success) return resolve(uploaded.data)
      reject(new Error(refusedSchema.safeParse(answer).data?.message ?? 'The file was not taken. Try again.'))
    }
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
