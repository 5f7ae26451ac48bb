package org.hazelab.imaging.filter; final class P {}
