// Pages work without this file. With it, the pay button names the sum of amount and tip, and a form with
// unsaved text asks before it is left, and what is under way shows itself.

/** Reads an amount as it is typed; NaN when it is not one. The server decides, with stricter eyes. */
const centsOf = text => {
  const bare = text.replace(/[€\s]/g, '')
  const parts = /^(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(bare)
  return parts ? Number(parts[1].replace(/\D/g, '')) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : NaN
}

for (const total of document.querySelectorAll('[data-total]')) {
  const form = total.closest('form')
  const words = [...total.childNodes]
  const language = total.dataset.total === 'nl' ? 'nl-NL' : 'en-GB'
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' })
  const show = () => {
    const cents = [...form.querySelectorAll('[data-cents]:checked, [data-cents-of]:checked')].map(choice =>
      choice.dataset.cents
        ? Number(choice.dataset.cents)
        : centsOf(form.querySelector(`#${choice.dataset.centsOf}`).value),
    )
    const sum = cents.reduce((a, b) => a + b, 0)
    const hasAmount = form.querySelector('.amount-choice :checked') !== null
    if (hasAmount && sum > 0) total.textContent = money.format(sum / 100)
    else total.replaceChildren(...words)
  }
  form.addEventListener('input', show)
  show()
}

for (const form of document.querySelectorAll('form[data-ask]')) {
  let isChanged = false
  form.addEventListener('input', () => (isChanged = true))
  form.addEventListener('submit', () => (isChanged = false))
  addEventListener('beforeunload', event => isChanged && event.preventDefault())
}

for (const part of document.querySelectorAll('[data-live]'))
  setInterval(async () => {
    if (document.hidden) return
    const html = await (await fetch(location.href)).text()
    const now = new DOMParser().parseFromString(html, 'text/html').getElementById(part.id)
    if (now) part.replaceChildren(...now.childNodes)
  }, 5e3)
