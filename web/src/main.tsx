import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './api/client.ts'
import { followChanges } from './api/live.ts'
import { routerOf } from './router.tsx'
import './style.css'

const client = createClient()
followChanges(client)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={routerOf(client)} />
    </QueryClientProvider>
  </StrictMode>,
)
