// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.node;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Descriptions: fragments of HTML that must be well-formed XML. */
public final class Markup {

    private Markup() {
    }

    /** What is wrong with a fragment, if anything. */
    public static Optional<String> problemOf(final String html) {
        if (html == null) {
            return Optional.of("there is none");
        }
        try {
            builder().parse(source(html));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed.", e);
        }
    }

    /** The fragment inside an element. */
    public static Element parse(final String html) {
        try {
            return builder().parse(source(html)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("Not well-formed: " + html, e);
        }
    }

    private static InputSource source(final String html) {
        return new InputSource(new StringReader("<fragment>" + html + "</fragment>"));
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no XML parser that refuses document types.", e);
        }
    }
}
