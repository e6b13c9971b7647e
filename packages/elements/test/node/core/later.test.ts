import { describe, expect, it } from 'vitest'
import { Later } from '../../../src/core/later.js'

describe('code that comes later', () => {
  it('is asked for once, whoever waits', async () => {
    let asked = 0
    const later = new Later<object>()
    const module = {}
    later.from(() => Promise.resolve((asked++, module)))
    expect(later.now).toBe(undefined)
    expect(await Promise.all([later.load(), later.load()])).toEqual([module, module])
    expect(await later.load()).toBe(module)
    expect(asked).toBe(1)
  })
  it('is asked for again after a failure', async () => {
    const later = new Later<object>()
    later.from(() => Promise.reject(new Error('offline')))
    await expect(later.load()).rejects.toThrow('offline')
    const module = {}
    later.from(() => Promise.resolve(module))
    expect(await later.load()).toBe(module)
  })
  it('tells who waits before anybody else goes on, and each one once', async () => {
    const later = new Later<object>()
    const order: string[] = []
    later.ready(() => order.push('waiting'))
    later.from(() => Promise.resolve({}))
    await later.load().then(() => order.push('loaded'))
    later.ready(() => order.push('late'))
    later.give({})
    expect(order).toEqual(['waiting', 'loaded', 'late'])
  })
})
