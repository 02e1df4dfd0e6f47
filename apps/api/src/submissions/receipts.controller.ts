import { receiptKeySchema, receiptSchema, type Receipt, type ReceiptKey } from '#libs/contracts';
import { IssueReceipt, type Actor } from '#libs/grading';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentActor } from '../http/actor';
import { existingId } from '../http/checked';
import { Answers } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('submissions')
@Controller('api')
export class ReceiptsController {
  constructor(private readonly issueReceipt: IssueReceipt) {}

  @Get('submissions/:id/receipt')
  @Answers(200, 'Signed proof of what was received when; `assay receipt verify` checks it', receiptSchema)
  async receipt(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Receipt> {
    const receipt = valueOf(await this.issueReceipt.issue(actor, id));
    response.set('Content-Disposition', `attachment; filename="receipt-${id}.json"`);
    return receipt;
  }

  @Get('receipt-key')
  @NeedsScope('none')
  @Answers(200, 'The public key of receipts', receiptKeySchema)
  key(): ReceiptKey {
    return this.issueReceipt.key();
  }
}
