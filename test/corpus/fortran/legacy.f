! Fixed form FORTRAN 77: common, equivalence, data, statement functions, assigned dimensions.
      SUBROUTINE DAXPYX(N, A, X, INCX, Y, INCY)
      INTEGER N, INCX, INCY, I, IX, IY
      DOUBLE PRECISION A, X(*), Y(*)
      IX = 1
      IY = 1
      DO 10 I = 1, N
        Y(IY) = Y(IY) + A * X(IX)
        IX = IX + INCX
        IY = IY + INCY
   10 CONTINUE
      END
      DOUBLE PRECISION FUNCTION POLYV(X)
      DOUBLE PRECISION X, C(4), SQ, T
      INTEGER I, K(2)
      REAL R
      EQUIVALENCE (R, K(1))
      COMMON /COEFS/ SCALE, NTERMS
      DATA C /1D0, -0.5D0, 2*0.25D0/
      SQ(T) = T * T
      POLYV = 0D0
      DO 20 I = 4, 1, -1
   20 POLYV = POLYV * X + C(I)
      R = REAL(X)
      IF (K(1) .LT. 0) POLYV = -POLYV
      GO TO (30, 40), NTERMS
      POLYV = POLYV + SQ(X) * SCALE
   30 RETURN
   40 POLYV = 0
      END
