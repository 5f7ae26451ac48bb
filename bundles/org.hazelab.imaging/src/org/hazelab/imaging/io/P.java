package org.hazelab.imaging.io; final class P {}
