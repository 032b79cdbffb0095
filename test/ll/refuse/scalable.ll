; refuse: E_TYPE <vscale x 2 x double>
; grad: --fn f
define double @f(<vscale x 2 x double> %x) {
  %first = extractelement <vscale x 2 x double> %x, i64 0
  %r = fmul double %first, %first
  ret double %r
}
