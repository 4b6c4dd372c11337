/* What a call must know of an array of NumPy's before it may skip what NumPy does for all kinds of operands. */
#ifndef ARRAYS_H
#define ARRAYS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
/* These files become part of NumPy's own module: its types and functions are beside them, not behind its C API. */
#define NPY_TARGET_VERSION NPY_API_VERSION
#define NPY_NO_DEPRECATED_API NPY_API_VERSION
#define _MULTIARRAYMODULE
#define _UMATHMODULE
#include <numpy/arrayobject.h>
#include <numpy/ufuncobject.h>

#define INLINE static inline __attribute__((always_inline))

extern PyArray_Descr *float32;

/* Whether an object is exactly an array, no subclass, of numbers as float32 has them, where a processor wants them. */
INLINE int plain(PyObject *object) {
    if (!Py_IS_TYPE(object, &PyArray_Type))
        return 0;
    PyArrayObject *array = (PyArrayObject *)object;
    return PyArray_DESCR(array) == float32 && PyArray_CHKFLAGS(array, NPY_ARRAY_ALIGNED);
}

#endif
