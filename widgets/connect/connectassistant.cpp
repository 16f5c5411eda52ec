// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/connectassistant.h"

#include "widgets/connect/fieldspage.h"
#include "widgets/connect/topicsdialog.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds lookEvery{250};
constexpr int lastStep = 2;

// "Power supply 2" -> power-supply-2, or -3 where that is taken.
std::string freeId(const QString &name, const std::vector<std::string> &taken)
{
    QString id;
    const QString plain = name.toLower().normalized(QString::NormalizationForm_KD);
    for (const QChar c : plain) {
        if (c.unicode() < 128 && (c.isLetterOrNumber() || c == u'.' || c == u'_'))
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    id = id.left(48);
    const std::string base = id.isEmpty() ? "link" : id.toStdString();
    std::string free = base;
    for (int number = 2; std::find(taken.begin(), taken.end(), free) != taken.end(); ++number)
        free = base + '-' + std::to_string(number);
    return free;
}

} // namespace

ConnectAssistant::ConnectAssistant(Context context, const Theme &theme, QWidget *window)
    : QDialog(window)
    , m_context(std::move(context))
    , m_theme(theme)
    , m_title(new QLabel)
    , m_steps(new QStackedWidget)
    , m_form(new TransportForm(m_context.ports, theme))
    , m_decoding(new DecoderPage(m_context.suggest, theme))
    , m_fields(new FieldsPage(theme))
    , m_rest(new QLabel)
    , m_message(new QLabel)
    , m_back(new QPushButton)
    , m_next(new QPushButton)
    , m_save(new QPushButton)
    , m_openFile(new QPushButton)
    , m_cancel(new QPushButton)
{
    setObjectName(u"connectAssistant"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setObjectName(u"assistantTitle"_s);
    m_title->setFont(theme.titleFont());
    m_title->setWordWrap(true);
    m_rest->setObjectName(u"assistantRest"_s);
    m_rest->setProperty("dim", true);
    m_rest->setWordWrap(true);
    m_rest->hide();
    m_message->setObjectName(u"assistantMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_next->setObjectName(u"assistantNext"_s);
    m_next->setDefault(true);
    for (QWidget *page : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_decoding),
                          static_cast<QWidget *>(m_fields)})
        m_steps->addWidget(page);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_openFile);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(Theme::panelPadding);
    column->addWidget(m_title);
    column->addWidget(m_rest);
    column->addWidget(m_steps, 1);
    column->addWidget(m_message);
    column->addLayout(buttons);
    resize(720, 560);
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, [this] {
        m_decoding->refresh();
        if (m_trial && step() == lastStep)
            m_fields->setFields(m_trial->look().fields);
    });
    connect(m_next, &QPushButton::clicked, this, &ConnectAssistant::next);
    connect(m_back, &QPushButton::clicked, this, &ConnectAssistant::back);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ConnectAssistant::saveFile);
    connect(m_openFile, &QPushButton::clicked, this, &ConnectAssistant::openFile);
    connect(m_form, &TransportForm::changed, this, [this] { showMessage({}); });
    connect(m_form, &TransportForm::topicsWanted, this, &ConnectAssistant::findTopics);
    connect(m_decoding, &DecoderPage::changed, this, [this] { showMessage({}); });
    connect(m_fields, &FieldsPage::changed, this, [this] { showMessage({}); });
    retranslate();
    showStep(0);
}

ConnectAssistant::~ConnectAssistant()
{
    delete findChild<TopicsDialog *>(); // it listens with our secrets
    m_decoding->setTrial(nullptr);
    m_trial.reset();
    if (m_resting)
        m_context.setResting(m_edited->id, false);
}

int ConnectAssistant::step() const
{
    return m_steps->currentIndex();
}

void ConnectAssistant::showMessage(const QString &message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

void ConnectAssistant::next()
{
    const auto done = step() == lastStep ? finish() : enter(step() + 1);
    if (done)
        return;
    showError(done.error());
}

void ConnectAssistant::showError(const Error &error)
{
    QString message = QString::fromStdString(error.message);
    if (const QString label = step() == 0 ? m_form->focusField(error.field) : QString(); !label.isEmpty())
        message.replace(QString::fromStdString(error.field), label);
    showMessage(message);
}

void ConnectAssistant::back()
{
    if (step() > 0)
        showStep(step() - 1);
}

Result<void> ConnectAssistant::enter(int step)
{
    if (step == 1) {
        if (auto tried = tryTransport(); !tried)
            return tried;
    } else {
        const auto decoder = m_decoding->decoder();
        if (!decoder)
            return tl::unexpected(decoder.error());
        const LinkTrial::Look look = m_trial->look();
        m_decoding->settle();
        if (m_named && m_named != *decoder)
            m_fields->setDecoder(*decoder); // fields of another one are none of its
        m_named = *decoder;
        m_fields->setFields(look.fields);
        if (m_fields->link().isEmpty()) {
            const QString name = QString::fromStdString(look.node);
            const QString usual = m_form->kind() == TransportForm::Kind::demo ? u"demo-board"_s : u"device"_s;
            m_fields->setNames(tr("Device at %1").arg(QString::fromStdString(look.address)),
                               name.isEmpty() ? usual : name);
        }
    }
    showStep(step);
    return {};
}

Result<TransportSettings> ConnectAssistant::settings()
{
    if (const auto typed = m_form->typedSecret())
        m_secrets.hold(typed->first, typed->second);
    return m_form->settings();
}

// A simulated board is a serial device like any other, once it is there.
Result<void> ConnectAssistant::tryTransport()
{
    auto settings = this->settings();
    if (m_form->kind() == TransportForm::Kind::demo) {
        if (!m_demo)
            m_demo = new DemoDevice(parentWidget() ? static_cast<QObject *>(parentWidget()) : this);
        if (auto started = m_demo->start(); !started)
            return started;
        SerialSettings serial;
        serial.port = m_demo->path();
        settings = TransportSettings(serial);
    }
    if (!settings)
        return tl::unexpected(settings.error());
    if (m_trial && m_transport == *settings)
        return {};
    tryOut(*settings);
    return {};
}

// What a link was read by, it is read by until somebody chooses otherwise.
void ConnectAssistant::tryOut(const TransportSettings &settings)
{
    const auto decoder = m_decoding->decoder();
    m_decoding->setTrial(nullptr);
    m_transport = settings;
    rest();
    m_trial = std::make_unique<LinkTrial>(settings, m_secrets, m_context.time);
    m_trial->start();
    m_decoding->setTrial(m_trial.get());
    if (m_edited && decoder)
        m_decoding->setDecoder(*decoder);
    m_look.start();
}

Result<LinkDefinition> ConnectAssistant::definition() const
{
    if (!m_transport)
        return failure(ErrorCode::missingField, tr("Nothing was connected yet.").toStdString());
    auto decoder = m_decoding->decoder();
    if (!decoder)
        return tl::unexpected(decoder.error());
    if (auto named = m_fields->apply(*decoder); !named)
        return tl::unexpected(named.error());
    LinkDefinition link;
    link.name = m_fields->link().toStdString();
    link.id = m_edited ? m_edited->id
                       : freeId(m_fields->link(),
                                m_context.takenIds ? m_context.takenIds() : std::vector<std::string>());
    link.enabled = !m_edited || m_edited->enabled;
    link.transport = *m_transport;
    link.node = m_fields->node().toStdString();
    decoder->node =
        link.node.find('{') == std::string::npos ? link.node : "device"; // a pattern is the link's
    decoder->name = link.name;
    link.decoder = *std::move(decoder);
    if (auto checked = checkLink(link); !checked)
        return tl::unexpected(checked.error());
    return link;
}

Result<void> ConnectAssistant::finish()
{
    const auto link = definition();
    if (!link)
        return tl::unexpected(link.error());
    // A port is one program's at a time: what was tried lets go before the link takes it.
    m_look.stop();
    m_decoding->setTrial(nullptr);
    m_trial.reset();
    if (const auto typed = m_form->typedSecret(); typed && m_context.keepSecret)
        m_context.keepSecret(typed->first, typed->second);
    if (auto kept = m_context.put(*link); !kept) {
        static_cast<void>(tryTransport());
        return kept;
    }
    m_resting = false; // what was put runs
    if (!m_edited)
        Q_EMIT connected(m_fields->node(), m_fields->metrics());
    accept();
    return {};
}

void ConnectAssistant::showStep(int step)
{
    m_steps->setCurrentIndex(step);
    const QStringList titles{tr("1 of 3: Where do the values come from?"), tr("2 of 3: How are they read?"),
                             tr("3 of 3: What are they called?")};
    m_title->setText(titles[step]);
    m_back->setEnabled(step > 0);
    m_save->setVisible(step == lastStep);
    m_openFile->setVisible(step == 0 && !m_edited);
    m_next->setText(step < lastStep ? tr("&Next") : m_edited ? tr("&Keep") : tr("&Connect"));
    showMessage({});
}

void ConnectAssistant::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void ConnectAssistant::retranslate()
{
    setWindowTitle(m_edited ? tr("Edit %1").arg(QString::fromStdString(m_edited->name))
                            : tr("Connect a device"));
    m_rest->setText(tr("The link rests while its device is tried here: only one can hold it."));
    m_back->setText(tr("&Back"));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("&Save definition…"));
    m_openFile->setText(tr("&Open definition…"));
    m_form->retranslate();
    m_decoding->retranslate();
    m_fields->retranslate();
    showStep(std::max(0, step()));
}

} // namespace desk
