package org.knime.node; public abstract class DefaultModel { }
