"""Make every artefact of any LinkML schema: by the plan of ours, through an adapter for others."""
