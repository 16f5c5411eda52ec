// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/nodefield.h"

#include "widgets/theme/theme.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStringListModel>
#include <QToolButton>

#include <utility>

namespace desk {

using namespace Qt::StringLiterals;

QString NetworkContext::selectedNode() const
{
    const EntityId entity = selection.selected();
    const SeriesCatalogue &names = feed.catalogue();
    if (entity == noEntity || index(entity) >= names.entityCount())
        return {};
    return QString::fromStdString(names.node(names.entity(entity).node).name);
}

NodeField::NodeField(const NetworkContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_edit(new QLineEdit)
    , m_take(new QToolButton)
{
    m_edit->setClearButtonEnabled(true);
    m_edit->setMinimumWidth(80);
    auto *completer = new QCompleter(&context.entries, m_edit);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(12);
    m_edit->setCompleter(completer);
    m_take->setIcon(context.theme.icon(u"pin"_s));
    m_take->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_edit, 1);
    row->addWidget(m_take);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, &NodeField::finishEditing);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &NodeField::finishEditing,
            Qt::QueuedConnection); // the text is there then
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            finishEditing();
    });
    connect(m_take, &QToolButton::clicked, this, &NodeField::takeSelected);
    const auto showTake = [this] { m_take->setEnabled(!m_context.selectedNode().isEmpty()); };
    connect(&context.selection, &FleetSelection::selectionChanged, this, showTake);
    showTake();
    retranslate();
}

void NodeField::setNode(const QString &name)
{
    m_edit->setText(m_context.directory.entryOf(name));
    finishEditing();
}

QString NodeField::node() const
{
    const auto found = m_context.directory.find(m_edit->text().trimmed());
    return found ? m_context.directory.nameAt(*found) : QString();
}

QString NodeField::wanted() const
{
    const QString known = node();
    return known.isEmpty() ? m_edit->text().trimmed() : known;
}

bool NodeField::isEmpty() const
{
    return m_edit->text().trimmed().isEmpty();
}

void NodeField::showEntry()
{
    if (const QString known = node(); !known.isEmpty() && !m_edit->hasFocus())
        m_edit->setText(m_context.directory.entryOf(known));
    finishEditing();
}

void NodeField::finishEditing()
{
    const QString now = wanted();
    if (std::exchange(m_last, now) != now)
        Q_EMIT nodeChanged();
}

void NodeField::takeSelected()
{
    if (const QString name = m_context.selectedNode(); !name.isEmpty())
        setNode(name);
}

void NodeField::setPurpose(const QString &purpose)
{
    m_purpose = purpose;
    retranslate();
}

void NodeField::retranslate()
{
    m_edit->setPlaceholderText(tr("Name of a node"));
    m_edit->setToolTip(tr("%1: name or label of a node; a part of it brings a list").arg(m_purpose));
    m_edit->setAccessibleName(m_purpose);
    m_take->setToolTip(tr("%1: take the selected node").arg(m_purpose));
    m_take->setAccessibleName(tr("%1: take the selected node").arg(m_purpose));
}

} // namespace desk
