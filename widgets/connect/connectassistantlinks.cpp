// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ConnectAssistant for definitions that there are, in files and at work, and for what a broker
// has.
#include "widgets/connect/connectassistant.h"
#include "widgets/connect/fieldspage.h"
#include "widgets/connect/topicsdialog.h"

#include <QFileDialog>
#include <QLabel>
#include <QSaveFile>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 4 << 20;

} // namespace

void ConnectAssistant::saveFile()
{
    const auto link = definition();
    if (!link)
        return showMessage(QString::fromStdString(link.error().message));
    const QString path = QFileDialog::getSaveFileName(this, tr("Save definition"),
                                                      QString::fromStdString(link->id) + u".link.json"_s,
                                                      tr("Links (*.json)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(linkJson(*link));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return showMessage(tr("%1 cannot be written: %2").arg(path, file.errorString()));
    showMessage(tr("Saved. It can be opened here, and put into another console."));
}

void ConnectAssistant::openFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open definition"), {}, tr("Links (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return showMessage(tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const auto link = parseLink(file.readAll().toStdString());
    if (!link)
        return showMessage(QString::fromStdString(link.error().message));
    open(*link);
}

void ConnectAssistant::open(const LinkDefinition &definition)
{
    tryOut(definition.transport);
    m_decoding->setDecoder(definition.decoder);
    m_fields->setDecoder(definition.decoder);
    m_named = definition.decoder;
    m_fields->setNames(QString::fromStdString(definition.name), QString::fromStdString(definition.node));
    showStep(1);
}

Result<void> ConnectAssistant::edit(const LinkDefinition &definition)
{
    if (!m_form->setSettings(definition.transport))
        return failure(ErrorCode::unsupported,
                       tr("%1 reads the standard input of the program that was started with it; change it in "
                          "links.json.")
                           .arg(QString::fromStdString(definition.name))
                           .toStdString());
    m_edited = definition;
    m_decoding->setDecoder(definition.decoder);
    m_fields->setDecoder(definition.decoder);
    m_named = definition.decoder;
    m_fields->setNames(QString::fromStdString(definition.name), QString::fromStdString(definition.node));
    retranslate();
    showStep(0);
    return {};
}

// A device that only one can hold is let go by the link that is edited.
void ConnectAssistant::rest()
{
    if (m_resting || !m_edited || !m_edited->enabled || !m_context.setResting || !isHeldByOne(*m_transport))
        return;
    m_resting = true;
    m_context.setResting(m_edited->id, true);
    m_rest->show();
}

void ConnectAssistant::findTopics()
{
    const auto found = settings();
    const auto *broker = found ? std::get_if<MqttSettings>(&*found) : nullptr;
    if (!broker) {
        if (!found)
            showError(found.error());
        return;
    }
    auto *dialog = new TopicsDialog(*broker, m_secrets, m_context.time, m_theme, this);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_form->setField(u"topics"_s, dialog->topics().join(u", "_s)); });
    dialog->open();
}

} // namespace desk
