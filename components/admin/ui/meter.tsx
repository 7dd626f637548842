/** How much of something there is, as a bar. It says nothing that the text beside it does not. */
export function Meter({ value, max }: { value: number; max: number }) {
  const share = max > 0 ? Math.min(1, value / max) : 0
  return (
    <svg className="meter" aria-hidden="true" focusable="false">
      <rect className="meter-all" width="100%" height="100%" rx="3" />
      {share > 0 && <rect className="meter-part" width={`${share * 100}%`} height="100%" rx="3" />}
    </svg>
  )
}
