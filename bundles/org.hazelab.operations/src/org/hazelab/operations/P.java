package org.hazelab.operations; final class P {}
