/* Products of matrices, straight to BLAS: what `dot` takes for granted of float32 arrays need not be found out again. */
#include "arrays.h"

PyObject *cblas_matrixproduct(int type, PyArrayObject *left, PyArrayObject *right, PyArrayObject *out);
PyObject *__real_PyArray_MatrixProduct2(PyObject *left, PyObject *right, PyArrayObject *out);
PyObject *__wrap_PyArray_MatrixProduct2(PyObject *left, PyObject *right, PyArrayObject *out);

INLINE int flat(PyObject *array) { return PyArray_NDIM((PyArrayObject *)array) <= 2; }

PyObject *__wrap_PyArray_MatrixProduct2(PyObject *left, PyObject *right, PyArrayObject *out) {
    if (plain(left) && plain(right) && flat(left) && flat(right)) {
        /* It takes over a reference to each. */
        return cblas_matrixproduct(NPY_FLOAT, (PyArrayObject *)Py_NewRef(left), (PyArrayObject *)Py_NewRef(right), out);
    }
    return __real_PyArray_MatrixProduct2(left, right, out);
}
