import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, test } from 'vitest'
import { PASSWORD_MAX_LENGTH, passwordProblems } from '@/lib/password-policy'
import { policyProblems } from '@/lib/server/auth/passwords'

const context = { minLength: 12 }

const nobody = { ...context, personal: [], instanceName: 'Foyer' }

describe('length', () => {
  // CHECKLIST 36
  test('twelve code points are enough and eleven are not, whatever they are made of', () => {
    for (const letter of ['x', 'é', '語', '🦄']) {
      const text = (count: number) => letter.repeat(count)
      expect(passwordProblems(text(12), context)).toEqual([])
      expect(passwordProblems(text(11), context)).toEqual(['passwordTooShort'])
    }
  })

  // CHECKLIST 36
  test('no rule asks for kinds of characters', () => {
    const plain = ['correct horse battery', 'nur kleine buchstaben', '   twelve   spaces   ']
    for (const password of [...plain, 'ONLYUPPERCASE', '90817263540918', '!#%&/()=?*^>']) {
      expect(policyProblems(password, nobody)).toEqual([])
    }
  })

  // CHECKLIST 37
  test('256 code points are accepted and 257 are not, also where the bytes are four times as many', () => {
    expect(PASSWORD_MAX_LENGTH).toBe(256)
    expect(passwordProblems('🦄'.repeat(256), context)).toEqual([])
    expect(passwordProblems('🦄'.repeat(257), context)).toEqual(['passwordTooLong'])
  })

  // CHECKLIST 39
  test('the length is that of the normalised password, however it was typed', () => {
    const eleven = 'é'.repeat(11)
    expect(passwordProblems(eleven.normalize('NFD'), context)).toEqual(['passwordTooShort'])
    expect(passwordProblems(`${eleven}e`.normalize('NFD'), context)).toEqual([])
    // One typed character that becomes eighteen.
    expect(passwordProblems('\ufdfa'.repeat(15), context)).toEqual(['passwordTooLong'])
  })

  test('nothing and what is not Unicode are told apart', () => {
    expect(passwordProblems('', context)).toEqual(['passwordRequired'])
    expect(passwordProblems('correct horse \ud800', context)).toEqual(['passwordInvalid'])
  })
})

describe('what others would try first', () => {
  // CHECKLIST 40
  test('every word of the common list is refused, in any case, with digits and symbols after it', () => {
    const words = dictionary['passwords-common'].map(String)
    expect(words.length).toBeGreaterThan(3000)
    const slipped = words.filter((word) => {
      const letterAtEnd = /\p{L}$/u.test(word)
      const forms = [word, word.toUpperCase(), ...(letterAtEnd ? [`${word}2027!`] : [])]
      return !forms.every((form) => policyProblems(form, nobody).includes('passwordCommon'))
    })
    expect(slipped).toEqual([])
  })

  // CHECKLIST 40
  test('a common word that is too short has both faults told', () => {
    expect(policyProblems('Password1', nobody)).toEqual(['passwordTooShort', 'passwordCommon'])
  })

  // CHECKLIST 40
  test('email, name, username, and the names of the link and the instance are refused in any spelling', () => {
    const personal = [
      'Ada.Lovelace@example.org',
      'Ada King Lovelace',
      undefined,
      'Summer School 27',
    ]
    const tries = [
      'ada.lovelace@example.org',
      'ADA.LOVELACE',
      'Ada.Lovelace1815!',
      'ada king lovelace',
      'AdaKingLovelace',
      'adakinglovelace 1815',
      'summerschool27',
      'Summer School 27!!!!',
    ]
    for (const password of tries) {
      expect([password, policyProblems(password, { ...nobody, personal })]).toEqual([
        password,
        ['passwordPersonal'],
      ])
    }
    expect(policyProblems('Foyer2027202720', nobody)).toEqual(['passwordPersonal'])
    expect(policyProblems('ada likes long walks', { ...nobody, personal })).toEqual([])
  })
})
