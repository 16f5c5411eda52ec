// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/transportform.h"

#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds lookForPortsEvery{1};

QString portText(const SerialPortFound &port)
{
    QString text = QString::fromStdString(port.name);
    if (!port.description.empty())
        text += u" – "_s + QString::fromStdString(port.description);
    if (port.vendor && port.product)
        text += u" (%1:%2)"_s.arg(*port.vendor, 4, 16, QChar(u'0')).arg(*port.product, 4, 16, QChar(u'0'));
    return text;
}

} // namespace

TransportForm::TransportForm(SerialPorts ports, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_portsOf(std::move(ports))
    , m_theme(theme)
{
    m_kinds = new QListWidget;
    m_kinds->setObjectName(u"transportKinds"_s);
    m_kinds->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_kinds->setSpacing(Theme::gridUnit / 2);
    m_note = new QLabel;
    m_note->setObjectName(u"transportNote"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_fieldsArea = new QWidget;
    m_form = new QFormLayout(m_fieldsArea);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    auto *right = new QVBoxLayout;
    right->addWidget(m_note);
    right->addWidget(m_fieldsArea);
    right->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::panelPadding);
    row->addWidget(m_kinds);
    row->addLayout(right, 1);
    m_look.setInterval(lookForPortsEvery);
    connect(&m_look, &QTimer::timeout, this, &TransportForm::lookForPorts);
    retranslate();
    connect(m_kinds, &QListWidget::currentRowChanged, this, &TransportForm::showFields);
    m_kinds->setCurrentRow(0);
}

void TransportForm::retranslate()
{
    const QStringList names{tr("Serial device"),      tr("TCP: connect to"),
                            tr("TCP: wait for"),      tr("UDP"),
                            tr("MQTT broker"),        tr("WebSocket"),
                            tr("Server-sent events"), tr("HTTP: ask again and again"),
                            tr("File that grows"),    tr("Folder of CSV files"),
                            tr("Simulated board")};
    for (int row = 0; row < int(names.size()); ++row) {
        if (row < m_kinds->count())
            m_kinds->item(row)->setText(names[row]);
        else
            m_kinds->addItem(names[row]);
    }
    m_kinds->setAccessibleName(tr("Kind of source"));
    m_kinds->setFixedWidth(m_kinds->sizeHintForColumn(0) + 4 * Theme::panelPadding);
    if (m_kinds->currentRow() >= 0)
        showFields();
}

void TransportForm::choose(Kind kind)
{
    m_kinds->setCurrentRow(int(kind));
}

TransportForm::Kind TransportForm::kind() const
{
    return static_cast<Kind>(std::max(0, m_kinds->currentRow()));
}

void TransportForm::add(const QString &name, const QString &label, QWidget *input, const QString &tip)
{
    input->setObjectName(name);
    input->setToolTip(tip);
    input->setAccessibleName(label);
    m_form->addRow(label, input);
    m_fields.push_back({name, input});
    if (const auto kept = m_values.find({kind(), name}); kept != m_values.end())
        setField(name, kept->second);
}

void TransportForm::addText(const QString &name, const QString &label, const QString &value,
                            const QString &tip)
{
    auto *edit = new QLineEdit(value);
    edit->setFont(m_theme.monoFont());
    connect(edit, &QLineEdit::textChanged, this, &TransportForm::changed);
    add(name, label, edit, tip);
}

void TransportForm::addChoice(const QString &name, const QString &label, const QStringList &choices,
                              const QString &value, const QString &tip, bool open)
{
    auto *box = new QComboBox;
    box->addItems(choices);
    box->setEditable(open);
    box->setCurrentText(value);
    connect(box, &QComboBox::currentTextChanged, this, &TransportForm::changed);
    add(name, label, box, tip);
}

void TransportForm::addFlag(const QString &name, const QString &label, bool value, const QString &tip)
{
    auto *box = new QCheckBox;
    box->setChecked(value);
    connect(box, &QCheckBox::toggled, this, &TransportForm::changed);
    add(name, label, box, tip);
}

void TransportForm::setField(const QString &name, const QString &value)
{
    for (const Field &field : m_fields) {
        if (field.name != name)
            continue;
        if (auto *edit = qobject_cast<QLineEdit *>(field.input))
            edit->setText(value);
        else if (auto *box = qobject_cast<QComboBox *>(field.input))
            box->setCurrentText(value);
        else if (auto *flag = qobject_cast<QCheckBox *>(field.input))
            flag->setChecked(value == u"true"_s);
    }
}

QString TransportForm::field(const QString &name) const
{
    for (const Field &field : m_fields) {
        if (field.name != name)
            continue;
        if (const auto *edit = qobject_cast<QLineEdit *>(field.input))
            return edit->text().trimmed();
        if (const auto *box = qobject_cast<QComboBox *>(field.input))
            return box->currentText().trimmed();
        if (const auto *flag = qobject_cast<QCheckBox *>(field.input))
            return flag->isChecked() ? u"true"_s : u"false"_s;
    }
    return {};
}

QString TransportForm::focusField(const std::string &pointer)
{
    const QString name = QString::fromStdString(pointer).section(u'/', 2, 2);
    for (const Field &field : m_fields) {
        if (field.name != name)
            continue;
        field.input->setFocus();
        return field.input->accessibleName();
    }
    return {};
}

// What was filled in stays when another kind is looked at.
void TransportForm::showFields()
{
    const Kind before = static_cast<Kind>(m_fieldsArea->property("kind").toInt());
    for (const Field &one : m_fields)
        m_values[{before, one.name}] = field(one.name);
    m_fields.clear();
    m_port = nullptr;
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_fieldsArea->setProperty("kind", int(kind()));
    m_note->clear();
    switch (kind()) {
    case Kind::serial:
        addSerialFields();
        break;
    case Kind::tail:
    case Kind::csvFolder:
        addFileFields();
        break;
    case Kind::demo:
        m_note->setText(tr("A board that is simulated by this program, on a pseudo-terminal of this machine. "
                           "Its values are made up: temperature, pressure, voltage and mode, ten times a "
                           "second, as long as this window is open."));
        break;
    default:
        addNetworkFields();
    }
    m_note->setVisible(!m_note->text().isEmpty());
    Q_EMIT changed();
}

void TransportForm::addSerialFields()
{
    m_port = new QComboBox;
    m_port->setEditable(true);
    m_port->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_port->setInsertPolicy(QComboBox::NoInsert);
    connect(m_port, &QComboBox::currentTextChanged, this, &TransportForm::changed);
    add(u"port"_s, tr("Device"), m_port,
        tr("What is plugged in, or the path of a port. A USB device is bound by its vendor, product and "
           "serial "
           "number: it is found again at another port."));
    addChoice(u"baud"_s, tr("Baud"),
              {u"9600"_s, u"19200"_s, u"38400"_s, u"57600"_s, u"115200"_s, u"230400"_s, u"460800"_s,
               u"921600"_s, u"1000000"_s, u"2000000"_s, u"3000000"_s},
              u"115200"_s, tr("Baud: symbols a second, as the device is set"), true);
    addChoice(u"data_bits"_s, tr("Data bits"), {u"8"_s, u"7"_s, u"6"_s, u"5"_s}, u"8"_s,
              tr("Bits of a character"));
    addChoice(u"parity"_s, tr("Parity"), {u"none"_s, u"even"_s, u"odd"_s, u"mark"_s, u"space"_s}, u"none"_s,
              tr("Parity bit of a character"));
    addChoice(u"stop_bits"_s, tr("Stop bits"), {u"1"_s, u"2"_s}, u"1"_s, tr("Stop bits of a character"));
    addChoice(u"flow"_s, tr("Flow control"), {u"none"_s, u"hardware"_s, u"software"_s}, u"none"_s,
              tr("Flow control: RTS and CTS (hardware), XON and XOFF (software)"));
    addText(u"send"_s, tr("Send first"), {},
            tr("Sent once when the device is there, to start it; \\r \\n \\xHH stand for bytes"));
    m_ports.clear();
    lookForPorts();
}

void TransportForm::addNetworkFields()
{
    const QString address = tr("Address of this machine to listen on; 0.0.0.0 = all");
    switch (kind()) {
    case Kind::tcp:
        addText(u"host"_s, tr("Host"), {}, tr("Name or address of the instrument"));
        addText(u"port"_s, tr("Port"), {}, tr("TCP port of the instrument"));
        addText(u"send"_s, tr("Send first"), {},
                tr("Sent once when it is connected, to start it; \\r \\n \\xHH stand for bytes"));
        break;
    case Kind::tcpServer:
        addText(u"address"_s, tr("Address"), u"127.0.0.1"_s, address);
        addText(u"port"_s, tr("Port"), u"5000"_s, tr("TCP port that devices connect to"));
        break;
    case Kind::udp:
        addText(u"address"_s, tr("Address"), u"127.0.0.1"_s, address);
        addText(u"port"_s, tr("Port"), u"5000"_s, tr("UDP port that datagrams are sent to"));
        addText(u"group"_s, tr("Multicast group"), {},
                tr("Address of the group, such as 239.1.2.3; empty = none"));
        break;
    case Kind::mqtt:
        addText(u"host"_s, tr("Broker"), u"127.0.0.1"_s, tr("Name or address of the broker"));
        addText(u"port"_s, tr("Port"), u"1883"_s, tr("1883, or 8883 with TLS"));
        addText(u"topics"_s, tr("Topics"), u"#"_s,
                tr("Topic filters, parted by commas; + stands for one level, # for all that follow"));
        addTopicsButton();
        addChoice(u"qos"_s, tr("Quality"), {u"0"_s, u"1"_s}, u"1"_s,
                  tr("1: a message is acknowledged once it is in the journal"));
        addText(u"user"_s, tr("User"), {}, tr("Name to log in with; empty = none"));
        addSecret(u"password_secret"_s, tr("Password"), tr("Password kept as"));
        addFlag(u"tls"_s, tr("TLS"), false, tr("Encrypted, with the certificates that this machine trusts"));
        break;
    case Kind::webSocket:
        addText(u"url"_s, tr("Address"), u"ws://"_s, tr("ws://host:port/path or wss://…"));
        addText(u"send"_s, tr("Send first"), {}, tr("Sent once when it is connected: a subscription"));
        addSecret(u"token_secret"_s, tr("Token"), tr("Token kept as"));
        break;
    case Kind::events:
        addText(u"url"_s, tr("Address"), u"http://"_s, tr("http://host:port/path or https://…"));
        addSecret(u"token_secret"_s, tr("Token"), tr("Token kept as"));
        break;
    default:
        addText(u"url"_s, tr("Address"), u"http://"_s, tr("Of the document that is asked for"));
        addText(u"path"_s, tr("Part of it"), {},
                tr("Where the values stand in the JSON: data.readings[0]; [*] = each element; empty = all"));
        addText(u"every_ms"_s, tr("Every"), u"1000"_s, tr("Milliseconds between two questions"));
        addSecret(u"token_secret"_s, tr("Token"), tr("Token kept as"));
    }
}

void TransportForm::addFileFields()
{
    addText(u"path"_s, kind() == Kind::tail ? tr("File") : tr("Folder"), {},
            kind() == Kind::tail
                ? tr("What is added to it is read; one that is turned over is followed")
                : tr("Each file that is put there is read once; one that stays there also after each start"));
    if (kind() == Kind::tail)
        addFlag(u"from_start"_s, tr("From its beginning"), true, tr("Also what stands in it already"));
    else
        addText(u"pattern"_s, tr("Files"), u"*.csv"_s, tr("Which of its files, with * and ?"));
}

void TransportForm::lookForPorts()
{
    if (!m_port)
        return;
    auto ports = m_portsOf ? m_portsOf() : std::vector<SerialPortFound>();
    const bool first = m_ports.empty();
    if (ports != m_ports || m_port->count() != int(ports.size())) {
        const QString shown = m_port->currentText();
        m_ports = std::move(ports);
        const QSignalBlocker quiet(m_port);
        m_port->clear();
        for (const SerialPortFound &port : m_ports)
            m_port->addItem(portText(port));
        if (!(first && shown.isEmpty() && !m_ports.empty()))
            m_port->setCurrentText(shown);
    }
    m_note->setText(m_ports.empty() && m_port->currentText().isEmpty()
                        ? tr("No serial device is plugged in. One that is plugged in now appears at once; a "
                             "pseudo-terminal is named by its path.")
                        : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    Q_EMIT changed();
}

// As it is listed while it is plugged in, else its path.
QString TransportForm::portTextOf(const SerialSettings &settings) const
{
    const bool isBound = settings.vendor || settings.product || !settings.serial.empty();
    const auto path = isBound ? chooseSerialPort(settings, m_ports) : Result<std::string>(settings.port);
    const auto found = std::find_if(m_ports.begin(), m_ports.end(), [&](const SerialPortFound &port) {
        return isBound && path && port.path == *path;
    });
    return found == m_ports.end() ? QString::fromStdString(settings.port) : portText(*found);
}

void TransportForm::showEvent(QShowEvent *event)
{
    m_look.start();
    lookForPorts();
    QWidget::showEvent(event);
}

void TransportForm::hideEvent(QHideEvent *event)
{
    m_look.stop();
    QWidget::hideEvent(event);
}

} // namespace desk
