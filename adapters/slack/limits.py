"""How much Slack takes. What its SDK knows is taken from there; the rest has its source beside it."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, HeaderBlock, SectionBlock
from slack_sdk.models.blocks.basic_components import Option
from slack_sdk.models.blocks.block_elements import InteractiveElement, StaticSelectElement
from slack_sdk.models.views import View

MESSAGE_BLOCKS = 50  # https://docs.slack.dev/reference/block-kit/blocks
VIEW_BLOCKS: int = View.blocks_max_length
MESSAGE_SIZE = 12_000  # of the JSON of all blocks; about 13,200 were refused: slackapi/bolt-js issue 2509
TEXT: int = SectionBlock.text_max_length
NOTIFICATION = 300  # a notification shows less; a message's text may have 4,000
HEADER: int = HeaderBlock.text_max_length
TITLE: int = View.title_max_length
METADATA: int = View.private_metadata_max_length
LABEL = 2_000  # of an input: InputBlock.label_max_length
ELEMENTS: int = ActionsBlock.elements_max_length
BUTTON: int = ButtonElement.text_max_length
VALUE: int = ButtonElement.value_max_length
ACTION_ID: int = InteractiveElement.action_id_max_length
BLOCK_ID: int = Block.block_id_max_length
OPTION: int = Option.label_max_length
OPTION_VALUE: int = Option.value_max_length
CHECKBOXES = 10  # https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element
OPTIONS: int = StaticSelectElement.options_max_length
RESPONSES = 5  # uses of a response_url: https://docs.slack.dev/interactivity/handling-user-interaction
INPUT = 3_000  # characters that a plain text input takes
