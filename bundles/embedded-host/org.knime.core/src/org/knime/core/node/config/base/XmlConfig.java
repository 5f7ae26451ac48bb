// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * KNIME's XML dialect {@code http://www.knime.org/2008/09/XMLConfig}: {@code config} and {@code entry} elements,
 * characters below 32 and above 0xd7ff written as "%%" and five digits. Document types and external entities are
 * refused.
 */
final class XmlConfig extends DefaultHandler {

    private static final String NAMESPACE = "http://www.knime.org/2008/09/XMLConfig";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final Deque<ConfigBase> open = new ArrayDeque<>();
    private final ConfigBase root;
    private Locator locator;

    private XmlConfig(final ConfigBase root) {
        this.root = root;
    }

    /** @throws IOException with one sentence, the line included, when the file is not of this dialect */
    static void read(final ConfigBase root, final InputStream in) throws IOException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            parser.parse(in, new XmlConfig(root));
        } catch (SAXParseException e) {
            throw new IOException("not well-formed at line " + e.getLineNumber() + ": " + e.getMessage(), e);
        } catch (SAXException e) {
            throw new IOException(e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no XML parser that refuses document types.", e);
        }
    }

    @Override
    public void setDocumentLocator(final Locator l) {
        locator = l;
    }

    @Override
    public InputSource resolveEntity(final String publicId, final String systemId) {
        return new InputSource(new StringReader(""));
    }

    @Override
    public void error(final SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void startElement(final String uri, final String local, final String name, final Attributes a)
        throws SAXException {
        if (open.isEmpty()) {
            if (!"config".equals(name)) {
                throw problem("the first element is <" + name + ">, not <config>");
            }
            open.push(root);
            return;
        }
        String key = a.getValue("key");
        if (key == null) {
            throw problem("<" + name + "> has no key");
        }
        if ("config".equals(name)) {
            open.push(open.peek().addConfigBase(key));
        } else if ("entry".equals(name)) {
            open.peek().put(entry(key, a));
        } else {
            throw problem("<" + name + "> is neither <config> nor <entry>");
        }
    }

    private ConfigValue entry(final String key, final Attributes a) throws SAXException {
        ConfigEntries type;
        try {
            type = ConfigEntries.valueOf(String.valueOf(a.getValue("type")));
        } catch (IllegalArgumentException e) {
            throw problem("the entry \"" + key + "\" has the unknown type \"" + a.getValue("type") + "\"", e);
        }
        boolean text = type == ConfigEntries.xstring || type == ConfigEntries.xpassword;
        if (text && "true".equals(a.getValue("isnull"))) {
            return new ConfigValue(key, type, null);
        }
        String value = a.getValue("value");
        if (value == null) {
            throw problem("the entry \"" + key + "\" has no value");
        }
        try {
            return ConfigValue.parse(key, type, unescape(value));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw problem("the entry \"" + key + "\" of type " + type + " has the value \"" + value + "\"", e);
        }
    }

    @Override
    public void endElement(final String uri, final String local, final String name) {
        if ("config".equals(name)) {
            open.pop();
        }
    }

    private SAXException problem(final String what) {
        return new SAXException("line " + locator.getLineNumber() + ": " + what);
    }

    private SAXException problem(final String what, final RuntimeException cause) {
        return new SAXException("line " + locator.getLineNumber() + ": " + what, cause);
    }

    static void write(final ConfigBase config, final OutputStream os) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(os, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("config");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeNamespace("xsi", XSI);
            xml.writeAttribute("xsi", XSI, "schemaLocation",
                NAMESPACE + " http://www.knime.org/XMLConfig_2008_09.xsd");
            writeContent(xml, config, 1);
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void writeContent(final XMLStreamWriter xml, final ConfigBase config, final int depth)
        throws XMLStreamException {
        xml.writeAttribute("key", escape(config.getKey()));
        for (String key : config) {
            AbstractConfigEntry entry = config.getEntry(key);
            if (entry.getType() == ConfigEntries.xtransientstring) {
                continue;
            }
            xml.writeCharacters("\n" + "    ".repeat(depth));
            if (entry instanceof ConfigBase nested && !nested.iterator().hasNext()) {
                xml.writeEmptyElement("config");
                xml.writeAttribute("key", escape(key));
            } else if (entry instanceof ConfigBase nested) {
                xml.writeStartElement("config");
                writeContent(xml, nested, depth + 1);
                xml.writeEndElement();
            } else {
                writeEntry(xml, key, entry);
            }
        }
        xml.writeCharacters("\n" + "    ".repeat(depth - 1));
    }

    private static void writeEntry(final XMLStreamWriter xml, final String key, final AbstractConfigEntry entry)
        throws XMLStreamException {
        String value = entry.toStringValue();
        xml.writeEmptyElement("entry");
        xml.writeAttribute("key", escape(key));
        xml.writeAttribute("type", entry.getType().name());
        if (value == null) {
            xml.writeAttribute("isnull", "true");
        }
        xml.writeAttribute("value", value == null ? "" : escape(value));
    }

    private static String escape(final String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean percents = c == '%' && i + 1 < text.length() && text.charAt(i + 1) == '%';
            if (c < 32 || c > 0xd7ff || percents) {
                escaped.append(String.format("%%%%%05d", (int)c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescape(final String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("%%", i) && i + 7 <= text.length()
                && text.substring(i + 2, i + 7).chars().allMatch(c -> c >= '0' && c <= '9')) {
                plain.append((char)Integer.parseInt(text.substring(i + 2, i + 7)));
                i += 6;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
