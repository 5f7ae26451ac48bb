package org.hazelab.imaging.haze; final class P {}
