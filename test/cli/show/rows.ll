@weights = internal global [3 x double] [double 1.0, double 2.0, double 3.0]

declare double @sin(double)
declare double @opaque(double)

define double @rows(ptr %x, ptr %y, i64 %n, double %scale) {
entry:
  br label %outer
outer:
  %i = phi i64 [ 0, %entry ], [ %i.next, %outer.end ]
  %sum = phi double [ 0.0, %entry ], [ %total, %outer.end ]
  %norm = phi double [ 0.0, %entry ], [ %grown, %outer.end ]
  %px = getelementptr inbounds double, ptr %x, i64 %i
  %v = load double, ptr %px
  %start = call double @sin(double %v)
  br label %inner
inner:
  %j = phi i64 [ 0, %outer ], [ %j.next, %inner ]
  %t = phi double [ %start, %outer ], [ %t.next, %inner ]
  %pw = getelementptr inbounds [3 x double], ptr @weights, i64 0, i64 %j
  %w = load double, ptr %pw
  %square = fmul double %t, %t
  %t.next = fmul double %square, %w
  %j.next = add nuw nsw i64 %j, 1
  %j.more = icmp ult i64 %j.next, 3
  br i1 %j.more, label %inner, label %outer.end
outer.end:
  %grown = fadd double %norm, %v
  %py = getelementptr inbounds double, ptr %y, i64 %i
  store double %t.next, ptr %py
  %total = fadd double %sum, %t.next
  %i.next = add nuw nsw i64 %i, 1
  %i.more = icmp ult i64 %i.next, %n
  br i1 %i.more, label %outer, label %exit
exit:
  %unused = fmul double %grown, %scale
  ret double %total
}

define double @refused(ptr %x) {
  %a = load double, ptr %x
  %b = call double @opaque(double %a)
  ret double %b
}
